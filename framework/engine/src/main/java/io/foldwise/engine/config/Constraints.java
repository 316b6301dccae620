package io.foldwise.engine.config;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Checks values against the Jakarta constraints of a record's components, before there is a record. */
final class Constraints {

    private final Validator validator;

    Constraints() {
        this.validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new Words())
                .buildValidatorFactory()
                .getValidator();
    }

    /** What is wrong with a value of the given component. */
    List<Problem> violations(Class<? extends Record> type, String component, Object value, Cursor at) {
        List<Problem> problems = new ArrayList<>();
        for (ConstraintViolation<?> violation : validator.validateValue(type, component, value)) {
            Cursor place = at;
            for (Path.Node node : violation.getPropertyPath()) {
                if (node.getIndex() != null) {
                    place = place.element(node.getIndex());
                } else if (node.getKey() != null) {
                    place = place.child(node.getKey().toString()).orElse(place);
                }
            }
            problems.add(new Problem(place.location(), "is " + place.shown() + ", but " + violation.getMessage()));
        }
        return problems;
    }

    /** "must be at least 1"; in the language of the constraint itself where we have no words for it. */
    private static final class Words implements MessageInterpolator {

        private final MessageInterpolator standard = new ParameterMessageInterpolator(
                Set.of(Locale.ENGLISH), Locale.ENGLISH, context -> Locale.ENGLISH, false);

        @Override
        public String interpolate(String template, Context context) {
            return ConstraintWords.of(context.getConstraintDescriptor().getAnnotation())
                    .map(words -> "must be " + words)
                    .orElseGet(() -> standard.interpolate(template, context));
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return interpolate(template, context);
        }
    }
}
