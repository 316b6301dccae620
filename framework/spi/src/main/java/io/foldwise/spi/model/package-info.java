/** Models: networks that the common trainer trains, and direct models that fit themselves. */
package io.foldwise.spi.model;
