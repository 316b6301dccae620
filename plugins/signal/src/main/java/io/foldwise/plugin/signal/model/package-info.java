/** Networks that read signals. */
package io.foldwise.plugin.signal.model;
