/** Images and masks in files, read as samples. */
package io.foldwise.plugin.image.data;
