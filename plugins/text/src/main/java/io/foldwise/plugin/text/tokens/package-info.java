/** Token ids as batches. Knows nothing of where they come from. */
package io.foldwise.plugin.text.tokens;
