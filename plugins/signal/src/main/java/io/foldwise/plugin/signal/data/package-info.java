/** Signals as samples: how they are loaded, kept, normalised, and what of them is checked. Knows no file format. */
package io.foldwise.plugin.signal.data;
