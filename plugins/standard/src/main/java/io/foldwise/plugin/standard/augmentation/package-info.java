/** Random changes of training examples of any form, and choices among such changes. */
package io.foldwise.plugin.standard.augmentation;
