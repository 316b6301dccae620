package io.foldwise.plugin.signal.wfdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleFormatTest {

    /**
     * 995 and 1011 begin record 100 of the MIT-BIH arrhythmia database in format 212: its first bytes are E3 33 F3. The others are
     * the smallest and the largest number, -1 and 0.
     */
    @Test
    void readsTwoNumbersFromThreeBytes() {
        byte[] bytes = {(byte) 0xE3, 0x33, (byte) 0xF3, 0x01, 0x78, (byte) 0xFF, (byte) 0xFF, 0x0F, 0x00};
        int[] expected = {995, 1011, -2047, 2047, -1, 0};
        for (int sample = 0; sample < expected.length; sample++) {
            assertThat(SampleFormat.TWELVE_BITS.read(bytes, sample))
                    .as("number %d", sample)
                    .isEqualTo(expected[sample]);
        }
    }

    @Test
    void knowsHowLongAnOddCountIs() {
        assertThat(SampleFormat.TWELVE_BITS.bytes(6)).isEqualTo(9);
        assertThat(SampleFormat.TWELVE_BITS.bytes(7)).isEqualTo(11);
        assertThat(SampleFormat.TWO_BYTES.bytes(7)).isEqualTo(14);
    }

    @Test
    void readsARecordOfTwelveBits(@TempDir Path folder) throws IOException {
        byte[] bytes = {(byte) 0xE3, 0x33, (byte) 0xF3, 0x01, 0x78, (byte) 0xFF, (byte) 0xFF, 0x0F, 0x00};
        int[][] numbers = {{995, 1011}, {-2047, 2047}, {-1, 0}};
        Path header = WfdbRecords.write(folder, "twelve", "212", List.of("MLII", "V5"), 360, numbers, bytes);
        float[] values = WfdbValues.read(WfdbHeader.read(header), new int[] {1});
        assertThat(values).containsExactly(1004 / 200f, 2040 / 200f, -7 / 200f);
    }
}
