/** What targets mean to components that need a yes or a no, and which heads those are for. */
package io.foldwise.plugin.standard.labels;
