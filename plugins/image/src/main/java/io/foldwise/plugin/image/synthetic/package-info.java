/** Images that are drawn, for trying things out where there are no data. */
package io.foldwise.plugin.image.synthetic;
