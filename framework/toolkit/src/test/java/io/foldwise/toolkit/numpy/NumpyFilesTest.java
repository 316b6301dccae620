package io.foldwise.toolkit.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NumpyFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            <f4 ; 0000c03f000020c0                 ; 1.5 ; -2.5
            >f4 ; 3fc00000c0200000                 ; 1.5 ; -2.5
            <f8 ; 000000000000f83f00000000000004c0 ; 1.5 ; -2.5
            >f8 ; 3ff8000000000000c004000000000000 ; 1.5 ; -2.5
            <f2 ; 003e00c1                         ; 1.5 ; -2.5
            |u1 ; 01ff                             ; 1 ; 255
            |i1 ; 01ff                             ; 1 ; -1
            |b1 ; 0100                             ; 1 ; 0
            <i4 ; 01000000feffffff                 ; 1 ; -2
            >i4 ; 00000001fffffffe                 ; 1 ; -2
            <i8 ; 0100000000000000feffffffffffffff ; 1 ; -2
            >i8 ; 0000000000000001fffffffffffffffe ; 1 ; -2
            <u2 ; 0100feff                         ; 1 ; 65534
            """)
    void readsEveryTypeOfNumbers(String type, String hex, float first, float second) throws IOException {
        byte[] bytes = npy("{'descr': '" + type + "', 'fortran_order': False, 'shape': (2,), }", hex(hex));

        assertThat(stream(bytes).values()).containsExactly(first, second);
    }

    @Test
    void readsColumnsRowByRow() throws IOException {
        // numpy.asfortranarray(numpy.arange(24).reshape(2, 3, 4))
        byte[] columns = {0, 12, 4, 16, 8, 20, 1, 13, 5, 17, 9, 21, 2, 14, 6, 18, 10, 22, 3, 15, 7, 19, 11, 23};
        byte[] bytes = npy("{'descr': '|u1', 'fortran_order': True, 'shape': (2, 3, 4), }", columns);

        float[] values = stream(bytes).values();

        for (int i = 0; i < 24; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
    }

    @Test
    void readsHeadersOfEveryVersion() throws IOException {
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (), }\n";
        for (int version = 1; version <= 3; version++) {
            ByteBuffer bytes = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
            bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
            if (version == 1) {
                bytes.putShort((short) text.length());
            } else {
                bytes.putInt(text.length());
            }
            bytes.put(text.getBytes(StandardCharsets.US_ASCII)).put((byte) 7).flip();
            byte[] whole = new byte[bytes.remaining()];
            bytes.get(whole);

            assertThat(stream(whole).values()).containsExactly(7);
        }
    }

    @Test
    void readsBackTheHeaderThatItWrites() throws IOException {
        byte[] bytes = NpyHeader.write(NumberType.UINT8, 3, 0, 2);

        NpyHeader header = NpyHeader.read(new ByteArrayInputStream(bytes));

        assertThat(header.shape()).containsExactly(3L, 0L, 2L);
        assertThat(header.type()).contains(NumberType.UINT8);
        assertThat(header.bytes()).isEqualTo(bytes.length).isEqualTo(128);
        assertThatThrownBy(() -> NpyHeader.write(NumberType.BFLOAT16, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000, 4000000000), } | more than any file holds
            {'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }                        | has the shape [2000000000] and 8 bytes
            {'descr': '<f8', 'fortran_order': False, 'shape': (2,), }                                 | has the shape [2] and 8 bytes of 8
            {'descr': '<f4', 'fortran_order': False, 'shape': (1,), }                                 | has the shape [1] and 8 bytes
            {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }                                | header is not as numpy writes it
            {'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': __import__('os'), }          | header is not as numpy writes it
            {'descr': 'O',  'fortran_order': False, 'shape': (2,), }                                  | holds no numbers
            {'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }                        | holds no numbers
            """)
    void refusesHeadersThatDoNotGoWithTheNumbers(String header, String reason) {
        assertThatThrownBy(() -> stream(npy(header.trim(), new byte[8])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 40, 129})
    void noticesWhatIsCutShort(int length) {
        byte[] whole = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }" + " ".repeat(62), new byte[2]);
        byte[] part = Arrays.copyOf(whole, length);

        assertThatThrownBy(() -> new NpyStream(new ByteArrayInputStream(part), whole.length).values())
                .isInstanceOf(IOException.class)
                .hasMessage("it is cut short");
    }

    @Test
    void readsSlicesOfAStackInAnyOrder() throws IOException {
        Path file = folder.resolve("stack.npy");
        Files.write(
                file,
                npy(
                        "{'descr': '>i4', 'fortran_order': False, 'shape': (3, 1, 2), }",
                        hex("00000000 00000001" + "00000002 00000003 00000004 00000005")));

        try (NpyFile stack = NpyFile.open(file)) {
            assertThat(stack.slice(2)).containsExactly(4, 5);
            assertThat(stack.slice(0)).containsExactly(0, 1);
            assertThat(stack.values()).containsExactly(0, 1, 2, 3, 4, 5);
            assertThat(stack.slice(1)).containsExactly(2, 3);
            assertThatThrownBy(() -> stack.slice(3)).hasMessageContaining("no slice 3");
        }
    }

    @Test
    void readsArraysOfAnArchiveByName() throws IOException {
        Path file = zip(Map.of(
                "a.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }", new byte[] {1, 2, 3, 4}),
                "words.npy", npy("{'descr': '<U1', 'fortran_order': False, 'shape': (1,), }", new byte[4])));

        try (NpzFile arrays = NpzFile.open(file)) {
            assertThat(arrays.names()).containsExactlyInAnyOrder("a", "words");
            assertThat(arrays.header("a").shape()).isEqualTo(List.of(2L, 2L));
            try (NpyStream a = arrays.read("a")) {
                float[] row = new float[2];
                a.next(row);
                assertThat(row).containsExactly(1, 2);
                a.next(row);
                assertThat(row).containsExactly(3, 4);
                assertThatThrownBy(() -> a.next(row)).isInstanceOf(IOException.class);
            }
            assertThatThrownBy(() -> arrays.read("words")).hasMessageContaining("no numbers");
            assertThatThrownBy(() -> arrays.read("b")).hasMessageContaining("no array 'b'");
        }
    }

    @Test
    void noticesNumbersThatAreNotThoseThatWereWritten() throws IOException {
        Path file = zip(
                Map.of("a.npy", npy("{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", new byte[] {1, 2})));
        byte[] bytes = Files.readAllBytes(file);
        int directory = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("PK\u0001\u0002");
        bytes[directory + 16] ^= 1; // the checksum
        Files.write(file, bytes);

        try (NpzFile arrays = NpzFile.open(file);
                NpyStream a = arrays.read("a")) {
            assertThatThrownBy(a::values).hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesArchivesOfOtherThings() throws IOException {
        Path file = zip(Map.of("../run.sh", new byte[1]));

        try (NpzFile arrays = NpzFile.open(file)) {
            assertThatThrownBy(arrays::names).hasMessageContaining("'../run.sh', which is no .npy");
        }
    }

    private Path zip(Map<String, byte[]> entries) throws IOException {
        Path file = folder.resolve("arrays.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    private static NpyStream stream(byte[] bytes) throws IOException {
        return new NpyStream(new ByteArrayInputStream(bytes), bytes.length);
    }

    private static byte[] npy(String header, byte[] numbers) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.write(header.length());
        bytes.write(header.length() >> Byte.SIZE);
        bytes.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(numbers);
        return bytes.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
