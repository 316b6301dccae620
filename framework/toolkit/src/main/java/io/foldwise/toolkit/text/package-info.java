/** Text files of users, read strictly and in bounded memory. Knows no format. */
package io.foldwise.toolkit.text;
