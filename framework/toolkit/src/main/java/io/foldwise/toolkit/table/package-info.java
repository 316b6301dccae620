/** Tables in text files. Knows nothing of what the cells mean. */
package io.foldwise.toolkit.table;
