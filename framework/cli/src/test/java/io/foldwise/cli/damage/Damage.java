package io.foldwise.cli.damage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What disks, hands and half-made copies do to a file. */
enum Damage {
    CUT {
        @Override
        void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        }
    },
    INNER_BYTE {
        @Override
        void to(Path file) throws IOException {
            flip(file, 5.0 / 8, 0x10);
        }
    },
    LAST_DIGIT {
        @Override
        void to(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (Character.isDigit(bytes[i])) {
                    bytes[i] ^= 1;
                    break;
                }
            }
            Files.write(file, bytes);
        }
    },
    NULL {
        @Override
        void to(Path file) throws IOException {
            Files.writeString(file, "null");
        }
    },
    NOTHING_IN_BRACES {
        @Override
        void to(Path file) throws IOException {
            Files.writeString(file, "{}");
        }
    },
    EMPTY {
        @Override
        void to(Path file) throws IOException {
            Files.write(file, new byte[0]);
        }
    },
    FOLDER {
        @Override
        void to(Path file) throws IOException {
            Files.delete(file);
            Files.createDirectories(file.resolve("within"));
        }
    },
    REMOVED {
        @Override
        void to(Path file) throws IOException {
            Files.delete(file);
        }
    };

    abstract void to(Path file) throws IOException;

    private static void flip(Path file, double place, int bit) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length > 0) {
            bytes[(int) (bytes.length * place)] ^= (byte) bit;
        }
        Files.write(file, bytes);
    }
}
