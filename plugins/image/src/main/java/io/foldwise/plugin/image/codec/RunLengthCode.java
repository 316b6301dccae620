package io.foldwise.plugin.image.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The run-length code of SIIM-ACR Pneumothorax Segmentation (2019): pairs {@code start length}, where a start counts from the end of
 * the run before, of the first one from 0. Pixels go down the first column, then down the next one. An empty mask is {@code -1}.
 */
public final class RunLengthCode {

    /** What stands for an empty mask. */
    public static final String EMPTY = "-1";

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private RunLengthCode() {}

    /**
     * The code of a mask.
     *
     * @param mask {@code [height, width]}, row by row
     */
    public static String encode(boolean[] mask, int height, int width) {
        StringBuilder code = new StringBuilder();
        int end = 0; // of the run before
        int start = -1; // of the run that is open
        for (int place = 0; place <= mask.length; place++) {
            boolean inside = place < mask.length && mask[place % height * width + place / height];
            if (inside && start < 0) {
                start = place;
            } else if (!inside && start >= 0) {
                code.append(code.isEmpty() ? "" : " ")
                        .append(start - end)
                        .append(' ')
                        .append(place - start);
                end = place;
                start = -1;
            }
        }
        return code.isEmpty() ? EMPTY : code.toString();
    }

    /**
     * Adds what a code covers to a mask. Blanks in front, behind, and several of them are passed over.
     *
     * @param mask {@code [height, width]}, row by row
     * @throws IllegalArgumentException if it is no code of a mask of that size; the message completes "the code ..."
     */
    public static void decode(String code, boolean[] mask, int height, int width) {
        String stripped = code.strip();
        if (stripped.equals(EMPTY)) {
            return;
        }
        List<Long> numbers = numbers(stripped);
        long place = 0;
        for (int i = 0; i < numbers.size(); i += 2) {
            long skip = numbers.get(i);
            long length = numbers.get(i + 1);
            String run = "run " + (i / 2 + 1) + " (" + skip + " " + length + ")";
            if (skip < 0) {
                throw new IllegalArgumentException("goes back in " + run + ", so that runs overlap");
            } else if (length < 1) {
                throw new IllegalArgumentException("covers nothing in " + run);
            } else if (skip > mask.length || length > mask.length || place + skip + length > mask.length) {
                throw new IllegalArgumentException(
                        "goes beyond the end in " + run + ": the image has " + height + " x " + width + " pixels");
            }
            place += skip;
            for (long end = place + length; place < end; place++) {
                mask[(int) (place % height * width + place / height)] = true;
            }
        }
    }

    private static List<Long> numbers(String code) {
        if (code.isEmpty()) {
            throw new IllegalArgumentException("is empty; an empty mask is " + EMPTY);
        }
        List<Long> numbers = new ArrayList<>();
        for (String word : BLANKS.split(code)) {
            if (!NUMBER.matcher(word).matches()) {
                throw new IllegalArgumentException(
                        "has '" + word + "' in place of whole number " + (numbers.size() + 1));
            }
            numbers.add(Long.valueOf(word));
        }
        if (numbers.size() % 2 != 0) {
            throw new IllegalArgumentException(
                    "is of " + numbers.size() + " numbers; it needs a start and a length for each run");
        }
        return numbers;
    }
}
