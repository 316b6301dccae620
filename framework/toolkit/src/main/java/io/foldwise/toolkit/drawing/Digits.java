package io.foldwise.toolkit.drawing;

import java.util.Locale;

/** Numbers as dots, the same on every machine: there is no font that all have. */
final class Digits {

    private static final int HEIGHT = 7;
    private static final int WIDTH = 5;
    private static final int STEP = WIDTH + 1;

    /** Seven rows of five dots for each, the first dot being the highest bit. */
    private static final int[][] SHAPES = {
        {0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110},
        {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110},
        {0b01110, 0b10001, 0b00001, 0b00010, 0b00100, 0b01000, 0b11111},
        {0b11110, 0b00001, 0b00001, 0b01110, 0b00001, 0b00001, 0b11110},
        {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010},
        {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110},
        {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110},
        {0b11111, 0b00001, 0b00010, 0b00100, 0b01000, 0b01000, 0b01000},
        {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110},
        {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100},
    };

    private static final int[] POINT = {0, 0, 0, 0, 0, 0b01100, 0b01100};

    private Digits() {}

    /** {@code [rows][columns]}, to two digits behind the point. */
    static boolean[][] of(double probability) {
        String text = String.format(Locale.ROOT, "%.2f", probability);
        boolean[][] dots = new boolean[HEIGHT][text.length() * STEP - 1];
        for (int number = 0; number < text.length(); number++) {
            char sign = text.charAt(number);
            int[] shape = Character.isDigit(sign) ? SHAPES[sign - '0'] : POINT;
            for (int row = 0; row < HEIGHT; row++) {
                for (int column = 0; column < WIDTH; column++) {
                    dots[row][number * STEP + column] = (shape[row] >> (WIDTH - 1 - column) & 1) == 1;
                }
            }
        }
        return dots;
    }
}
