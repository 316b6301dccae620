/** Images: the names of this plugin's components. */
package io.foldwise.plugin.image;
