/** Losses that look at labels as the CT report contest does. */
package io.foldwise.plugin.text.loss;
