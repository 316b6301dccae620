/** Changes of signals for training, none against the direction of time. */
package io.foldwise.plugin.signal.augmentation;
