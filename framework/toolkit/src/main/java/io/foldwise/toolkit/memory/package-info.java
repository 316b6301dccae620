/** How much may be kept in memory. */
package io.foldwise.toolkit.memory;
