"""Hands the set-up over as code that adopts what exists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.events import Cancel, Sink
from wizard.jobs.adapters import Adapters
from wizard.jobs.plan import look
from wizard.jobs.secret import key_of
from wizard.setup.model import Setup


@dataclass(frozen=True, slots=True)
class Export:
    """`form` is a name of `cognito.handover.FORMS`."""

    adapters: Adapters
    setup: Setup
    form: str

    def run(self, sink: Sink, cancel: Cancel) -> Mapping[str, str]:
        """File name -> text. Raises FaultFound while there is nothing to hand over, AmazonRefused, Stopped."""
        from wizard.cognito.handover import FORMS

        snapshot = look(self.adapters, self.setup, sink, cancel)
        key_of(snapshot)
        model = self.adapters.session.client("cognito-idp").meta.service_model
        return FORMS[self.form](snapshot, lambda operation: model.operation_model(operation).input_shape)
