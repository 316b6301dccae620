/** Networks for images: encoders, decoders and heads put together. */
package io.foldwise.plugin.image.model;
