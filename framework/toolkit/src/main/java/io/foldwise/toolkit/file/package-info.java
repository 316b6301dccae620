/** Files as they lie on the disk, whatever is in them. */
package io.foldwise.toolkit.file;
