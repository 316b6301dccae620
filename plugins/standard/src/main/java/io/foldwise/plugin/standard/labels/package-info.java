/** What labels mean to the components that need a yes or a no. */
package io.foldwise.plugin.standard.labels;
