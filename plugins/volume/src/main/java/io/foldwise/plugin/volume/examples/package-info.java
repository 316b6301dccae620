/** Which parts of volumes are trained on. */
package io.foldwise.plugin.volume.examples;
