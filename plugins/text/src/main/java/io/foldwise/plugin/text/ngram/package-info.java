/** Short runs of tokens as columns of a sparse matrix. Knows neither files nor labels. */
package io.foldwise.plugin.text.ngram;
