/** How whole volumes are predicted. */
package io.foldwise.plugin.volume.inference;
