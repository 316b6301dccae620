/** Networks that read volumes. */
package io.foldwise.plugin.volume.model;
