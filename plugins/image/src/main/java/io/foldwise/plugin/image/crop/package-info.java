/** Two stages: a first network says where to look, and a second one looks there, in training and prediction alike. */
package io.foldwise.plugin.image.crop;
