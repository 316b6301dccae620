/** Encoders: from an image to feature maps, each coarser than the one before. */
package io.foldwise.plugin.image.model.encoder;
