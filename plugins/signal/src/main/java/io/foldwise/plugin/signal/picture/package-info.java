/** Signals as images, drawn in memory: another reader's signals for networks that read images. */
package io.foldwise.plugin.signal.picture;
