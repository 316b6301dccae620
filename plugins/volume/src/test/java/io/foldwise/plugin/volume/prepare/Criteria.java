package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.prepare.Preprocessing.LungSearch;
import io.foldwise.spi.Default;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** What is taken for lungs where an experiment file says nothing, or something else of some settings. */
public final class Criteria {

    private Criteria() {}

    public static Preprocessing preprocessing(LungSearch lungs) {
        return new Preprocessing(lungs, with(Map.of()), -1200, 600, 10, 210, 5);
    }

    /** The defaults as they are annotated, but for some. */
    public static LungCriteria with(Map<String, Double> settings) {
        RecordComponent[] components = LungCriteria.class.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> settings.getOrDefault(
                        component.getName(),
                        Double.valueOf(component.getAnnotation(Default.class).value())))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<LungCriteria> constructor = LungCriteria.class.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IllegalArgumentException refused ? refused : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
