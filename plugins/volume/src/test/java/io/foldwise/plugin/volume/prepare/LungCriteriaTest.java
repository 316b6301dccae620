package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each setting of the search decides alone whether the lungs of a small animal are found. */
final class LungCriteriaTest {

    private static final int DEPTH = 40;
    private static final int HEIGHT = 60;
    private static final int WIDTH = 72;

    /** For two lungs of 17 x 16 x 10 mm half axes: 0.011 litres and up to 503 mm² each. */
    private static final Map<String, Double> SMALL =
            Map.of("smallest", 0.005, "largest", 0.05, "area", 200.0, "distance", 20.0, "secondDistance", 30.0);

    private static boolean found(double lungDensity, Map<String, Double> settings) {
        Map<String, Double> all = new HashMap<>(SMALL);
        all.putAll(settings);
        return LungMask.of(chest(lungDensity), Criteria.with(all)).isPresent();
    }

    private static double share(double z, double y, double x, double halfZ, double halfY, double halfX) {
        return Math.hypot(Math.hypot(z / halfZ, y / halfY), x / halfX);
    }

    private static Density chest(double lungDensity) {
        short[] values = new short[DEPTH * HEIGHT * WIDTH];
        SplittableRandom random = new SplittableRandom(1);
        for (int voxel = 0; voxel < values.length; voxel++) {
            double z = voxel / WIDTH / HEIGHT - 20;
            double y = voxel / WIDTH % HEIGHT - 30;
            double x = voxel % WIDTH - 36;
            boolean body = share(0, y, x, 1, 27, 33) < 1;
            boolean lung = share(z, y, Math.abs(x) - 14, 17, 16, 10) < 1;
            values[voxel] = (short) ((lung ? lungDensity : body ? 40 : -1000) + random.nextInt(60) - 30);
        }
        return new Density(DEPTH, HEIGHT, WIDTH, values);
    }

    @Test
    void findsSmallLungsOnlyIfItIsToldOfThem() {
        assertThat(found(-850, Map.of())).isTrue();
        assertThat(LungMask.of(chest(-850), Criteria.with(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "region, 600",
        "eccentricity, 0.5",
        "smallest, 0.02",
        "largest, 0.00501",
        "area, 600",
    })
    void findsNothingThatDoesNotMeetACriterion(String setting, double value) {
        assertThat(found(-850, Map.of(setting, value))).isFalse();
    }

    @Test
    void looksASecondTimeWithAnotherThreshold() {
        assertThat(found(-400, Map.of())).isTrue();
        assertThat(found(-400, Map.of("secondThreshold", -600.0))).isFalse();
        assertThat(found(-400, Map.of("secondThreshold", -600.0, "threshold", -300.0)))
                .isTrue();
    }

    @Test
    void looksASecondTimeFartherFromTheMiddle() {
        assertThat(found(-850, Map.of("distance", 1.0))).isTrue();
        assertThat(found(-850, Map.of("distance", 1.0, "secondDistance", 1.0))).isFalse();
        assertThat(found(-850, Map.of("secondDistance", 1.0))).isTrue();
    }

    @Test
    void smallestIsBelowLargest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Criteria.with(Map.of("smallest", 9.0)))
                .withMessage("smallest is 9.0 and largest 8.2 litres; smallest is to be below largest");
    }

    /** 8.2 * 1e6 is not a whole number in floating point. */
    @Test
    void volumesAreWholeVoxels() {
        LungCriteria criteria = Criteria.with(Map.of());
        assertThat(criteria.allows(679_999)).isFalse();
        assertThat(criteria.allows(680_000)).isTrue();
        assertThat(criteria.allows(8_200_000)).isTrue();
        assertThat(criteria.allows(8_200_001)).isFalse();
    }
}
