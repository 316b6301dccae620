/** Ways to cut texts into tokens, learned of texts alone. Knows no files. */
package io.foldwise.plugin.text.tokenizer;
