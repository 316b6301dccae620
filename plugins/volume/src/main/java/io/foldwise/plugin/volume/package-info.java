/** Volumes: the names of this plugin's components. */
package io.foldwise.plugin.volume;
