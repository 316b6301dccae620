/** Texts in tables that users bring, CSV or JSON lines, as samples. Knows no tokenizer by name. */
package io.foldwise.plugin.text.table;
