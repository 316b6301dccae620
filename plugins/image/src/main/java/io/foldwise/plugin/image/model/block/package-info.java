/** What encoders and decoders are written with, and what they hand to each other. */
package io.foldwise.plugin.image.model.block;
