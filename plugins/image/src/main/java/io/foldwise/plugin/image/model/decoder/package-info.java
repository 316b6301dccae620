/** Decoders: from an encoder's feature maps back to a map of the image's size. */
package io.foldwise.plugin.image.model.decoder;
