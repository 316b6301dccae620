package io.foldwise.toolkit.dicom;

import io.foldwise.toolkit.image.UnreadableImageException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a file says of its pixels (PS3.3, C.7.6.3).
 *
 * @param values of the elements that matter here, by tag
 */
public record DicomHeader(TransferSyntax syntax, Map<Integer, String> values) {

    public static final int MODALITY = 0x00080060;
    public static final int SLICE_THICKNESS = 0x00180050;
    public static final int SERIES = 0x0020000e;
    public static final int INSTANCE_NUMBER = 0x00200013;
    public static final int POSITION = 0x00200032;
    public static final int ORIENTATION = 0x00200037;
    public static final int PIXEL_SPACING = 0x00280030;
    public static final int RESCALE_TYPE = 0x00281054;
    public static final int SAMPLES_PER_PIXEL = 0x00280002;
    public static final int PHOTOMETRIC_INTERPRETATION = 0x00280004;
    public static final int PLANAR_CONFIGURATION = 0x00280006;
    public static final int NUMBER_OF_FRAMES = 0x00280008;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int HIGH_BIT = 0x00280102;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int WINDOW_CENTER = 0x00281050;
    public static final int WINDOW_WIDTH = 0x00281051;
    public static final int RESCALE_INTERCEPT = 0x00281052;
    public static final int RESCALE_SLOPE = 0x00281053;

    public static final int VOI_LUT_FUNCTION = 0x00281056;

    /** Those that are a number of two bytes. */
    static final Set<Integer> NUMBERS = Set.of(
            SAMPLES_PER_PIXEL,
            PLANAR_CONFIGURATION,
            ROWS,
            COLUMNS,
            BITS_ALLOCATED,
            BITS_STORED,
            HIGH_BIT,
            PIXEL_REPRESENTATION);

    /** Those that are text. */
    static final Set<Integer> TEXTS = Set.of(
            MODALITY,
            SLICE_THICKNESS,
            SERIES,
            INSTANCE_NUMBER,
            POSITION,
            ORIENTATION,
            PIXEL_SPACING,
            RESCALE_TYPE,
            PHOTOMETRIC_INTERPRETATION,
            NUMBER_OF_FRAMES,
            WINDOW_CENTER,
            WINDOW_WIDTH,
            RESCALE_INTERCEPT,
            RESCALE_SLOPE,
            VOI_LUT_FUNCTION);

    /** @throws UnreadableImageException if the file does not say it */
    public int number(int tag, String name) throws UnreadableImageException {
        return decimal(tag)
                .orElseThrow(() -> new UnreadableImageException("is a DICOM file without " + name))
                .intValue();
    }

    public int number(int tag, int otherwise) throws UnreadableImageException {
        return decimal(tag).map(Double::intValue).orElse(otherwise);
    }

    /** The first of several. */
    public Optional<Double> decimal(int tag) throws UnreadableImageException {
        String text = values.getOrDefault(tag, "").split("\\\\", 2)[0].strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return Optional.of(value);
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new UnreadableImageException("is a DICOM file whose element (%04x,%04x) is no number: '%s'"
                .formatted(tag >>> 16, tag & 0xffff, text.substring(0, Math.min(text.length(), 40))));
    }

    /**
     * So many numbers, with backslashes between them in the file.
     *
     * @throws UnreadableImageException if they are not as many
     */
    public double[] decimals(int tag, int count, String name) throws UnreadableImageException {
        String[] parts = values.getOrDefault(tag, "").split("\\\\", -1);
        double[] numbers = new double[count];
        try {
            for (int i = 0; i < count && parts.length == count; i++) {
                numbers[i] = Double.parseDouble(parts[i].strip());
            }
        } catch (NumberFormatException e) {
            parts = new String[0];
        }
        if (parts.length != count || !Arrays.stream(numbers).allMatch(Double::isFinite)) {
            throw new UnreadableImageException("is a DICOM file without " + name + ", which are " + count + " numbers");
        }
        return numbers;
    }

    public String text(int tag) {
        return values.getOrDefault(tag, "").strip().toUpperCase(Locale.ROOT);
    }

    public boolean grey() {
        return text(PHOTOMETRIC_INTERPRETATION).startsWith("MONOCHROME");
    }
}
