package io.foldwise.layers.embedding;

import io.foldwise.layers.kernel.SequenceLengths;

/** Reads token ids off an array of floating-point numbers and refuses what cannot be one. */
final class TokenIds {

    private TokenIds() {}

    /**
     * @param values ids {@code [batch, time]}, row by row
     * @return the same as whole numbers, 0 behind a sequence's end
     */
    static int[] of(float[] values, SequenceLengths lengths, int vocabulary) {
        int time = lengths.time();
        int[] ids = new int[lengths.batch() * time];
        for (int sample = 0; sample < lengths.batch(); sample++) {
            for (int step = 0; step < lengths.of(sample); step++) {
                int place = sample * time + step;
                int id = (int) values[place];
                if (id != values[place] || id < 0 || id >= vocabulary) {
                    throw new IllegalArgumentException("token " + values[place] + " at sample " + sample + ", step "
                            + step + " is not one of the ids 0 to " + (vocabulary - 1));
                }
                ids[place] = id;
            }
        }
        return ids;
    }
}
