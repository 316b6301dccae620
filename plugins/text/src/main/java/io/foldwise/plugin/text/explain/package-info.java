/** What predictions of texts rest on. */
package io.foldwise.plugin.text.explain;
