/** Networks that read sequences of token ids. */
package io.foldwise.plugin.text.model;
