/**
 * The text plugin: anonymised reports as sequences of token ids. {@link io.foldwise.plugin.text.TextPlugin} names its
 * components. Words, languages and tokenisers are none of its business: reports come as numbers.
 */
package io.foldwise.plugin.text;
