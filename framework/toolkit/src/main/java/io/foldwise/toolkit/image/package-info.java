/** What files of images have in common: their size, and that they cannot be read. */
package io.foldwise.toolkit.image;
