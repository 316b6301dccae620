/** Writes the first version of a plugin, which builds, passes its tests and trains as it is. */
package io.foldwise.cli.scaffold;
