/** Pictures of images and of what is in them. Knows no format of a file, and needs no fonts. */
package io.foldwise.toolkit.drawing;
