package io.foldwise.toolkit.table;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Gives so many characters for a row, and no more: a quote that is left open would take the rest of the file. */
final class BoundedReader extends FilterReader {

    /** What is read ahead of a row, at most. */
    private static final int CHUNK = 1 << 13;

    private final int most;
    private int given;

    /** @param most characters of a row, less those that may be read ahead */
    BoundedReader(Reader in, int most) {
        super(in);
        this.most = most - 2 * CHUNK;
    }

    /** That a row is too long. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1;
    }

    /** What is read now belongs to the next row. */
    void endOfRow() {
        given = 0;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int read = super.read(buffer, from, Math.min(length, CHUNK));
        given += Math.max(0, read);
        if (given > most) {
            throw new TooLongException();
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }
}
