/** Experiments upon experiments: images that come with what models of earlier runs, which never saw them, said of their pixels. */
package io.foldwise.plugin.image.stacking;
