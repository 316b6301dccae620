/** Images as numbers, and in another size. Knows no files. */
package io.foldwise.plugin.image.pixel;
