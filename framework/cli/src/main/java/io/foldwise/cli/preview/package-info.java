/** Images of what a network is trained on. Knows shapes of data, and no plugin. */
package io.foldwise.cli.preview;
