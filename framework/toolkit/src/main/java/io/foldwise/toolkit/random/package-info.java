/** Random numbers that are the same in every release of Java. */
package io.foldwise.toolkit.random;
