package io.foldwise.toolkit.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

final class DicomElementsTest {

    private static final String DEFLATED = "1.2.840.10008.1.2.1.99";

    private static byte[] file() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[128]);
        file.write("DICM".getBytes(StandardCharsets.US_ASCII));
        file.write(element(0x00020010, "UI", DEFLATED.getBytes(StandardCharsets.US_ASCII)));
        try (OutputStream deflated = new DeflaterOutputStream(file, new Deflater(9, true))) {
            deflated.write(element(0x0020000e, "UI", "1.2.3 ".getBytes(StandardCharsets.US_ASCII)));
            deflated.write(element(0x7fe00010, "OW", new byte[60]));
        }
        return file.toByteArray();
    }

    private static byte[] element(int tag, String type, byte[] value) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + value.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (tag >>> 16)).putShort((short) tag).put(type.getBytes(StandardCharsets.US_ASCII));
        if (type.equals("OW")) {
            bytes.putShort((short) 0).putInt(value.length);
        } else {
            bytes.putShort((short) value.length);
        }
        bytes.put(value);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Test
    void closesWhatUnpacksAFile() throws IOException {
        DicomElements elements = new DicomElements(new BufferedInputStream(new ByteArrayInputStream(file())));
        assertThat(elements.header().text(DicomHeader.SERIES)).isEqualTo("1.2.3");
        InputStream unpacked = elements.pixels();
        assertThat(elements.length()).isEqualTo(60);
        elements.close();
        assertThatExceptionOfType(IOException.class).isThrownBy(unpacked::read).withMessage("Stream closed");
    }
}
