/** What is changed in volumes before they are trained on, and how boxes and masks follow. */
package io.foldwise.plugin.volume.augmentation;
