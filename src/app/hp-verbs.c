/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns what can be done in the window and by which keys. Keys that write something (letters,
 * digits, signs) are not bound to the application, which would see them before a text does: the
 * window asks for them when nothing else took them. UI thread. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/hp-verbs.h"

#include <glib/gi18n.h>

static const HpVerb VERBS[] = {
  { "win.palette", { "<Control>k" }, NULL, NULL, NULL, FALSE },
  { "win.search",
    { "<Control>f", "slash" },
    N_ ("Search"),
    "search find hae etsi sök hitta",
    "edit-find-symbolic",
    FALSE },
  { "win.undo",
    { "<Control>z" },
    N_ ("Undo the last decision"),
    "undo kumoa peru ångra",
    "edit-undo-symbolic",
    FALSE },
  { "win.redo",
    { "<Control><Shift>z" },
    N_ ("Redo"),
    "redo tee uudelleen gör om",
    "edit-redo-symbolic",
    FALSE },
  { "win.resolve",
    { "<Control><Shift>e", "e" },
    N_ ("Resolve or reopen"),
    "resolve close done ratkaise sulje valmis lös stäng klar",
    "object-select-symbolic",
    TRUE },
  { "win.set-status('open')",
    { "o" },
    N_ ("Set the status: Open"),
    "open reopen avaa avoin öppna öppen",
    "mail-unread-symbolic",
    TRUE },
  { "win.set-status('waiting')",
    { "w" },
    N_ ("Set the status: Waiting"),
    "waiting pending odottaa väntar",
    "document-open-recent-symbolic",
    TRUE },
  { "win.set-status('closed')",
    { NULL },
    N_ ("Set the status: Closed"),
    "close sulje suljettu stäng stängd",
    "object-select-symbolic",
    TRUE },
  { "win.set-status('spam')",
    { "exclam" },
    N_ ("Mark as spam"),
    "spam junk roskaposti skräppost",
    "action-unavailable-symbolic",
    TRUE },
  { "win.assign-me",
    { "<Shift>a" },
    N_ ("Take the ticket"),
    "assign me mine take ota minulle ta mig",
    "avatar-default-symbolic",
    TRUE },
  { "win.assign-menu",
    { "a" },
    N_ ("Give the ticket to…"),
    "assign agent anna osoita käsittelijä ge tilldela handläggare",
    "system-users-symbolic",
    TRUE },
  { "win.snooze-menu",
    { "z" },
    N_ ("Snooze…"),
    "snooze later remind torkuta myöhemmin muistuta snooza senare påminn",
    "alarm-symbolic",
    TRUE },
  { "win.snooze(int64 9223372036854775807)",
    { NULL },
    N_ ("Snooze until an answer comes"),
    "snooze wait answer torkuta vastaus odota snooza svar vänta",
    "alarm-symbolic",
    TRUE },
  { "win.tags",
    { "t" },
    N_ ("Tags…"),
    "tag label tunniste tagga etikett",
    "hp-tag-symbolic",
    TRUE },
  { "win.set-priority('urgent')",
    { "4" },
    N_ ("Set the priority: Urgent"),
    "urgent kiireellinen brådskande",
    "hp-urgent-symbolic",
    TRUE },
  { "win.set-priority('high')",
    { "3" },
    N_ ("Set the priority: High"),
    "high korkea tärkeä hög viktig",
    "hp-high-symbolic",
    TRUE },
  { "win.set-priority('normal')",
    { "2" },
    N_ ("Set the priority: Normal"),
    "normal tavallinen",
    "list-remove-symbolic",
    TRUE },
  { "win.set-priority('low')",
    { "1" },
    N_ ("Set the priority: Low"),
    "low matala låg",
    "go-down-symbolic",
    TRUE },
  { "win.new-ticket",
    { "<Control>n" },
    N_ ("New mail"),
    "new mail ticket write uusi viesti tiketti kirjoita nytt brev ärende skriv",
    "document-edit-symbolic",
    FALSE },
  { "win.outbox",
    { NULL },
    N_ ("Outbox"),
    "outbox waiting lähtevät utkorg väntar",
    "hp-send-symbolic",
    FALSE },
  { "win.reply",
    { "r" },
    N_ ("Reply"),
    "reply answer vastaa svara",
    "mail-reply-sender-symbolic",
    TRUE },
  { "win.reply-all",
    { "<Shift>r" },
    N_ ("Reply to all"),
    "reply all vastaa kaikille svara alla",
    "mail-reply-all-symbolic",
    TRUE },
  { "win.forward",
    { "f" },
    N_ ("Forward"),
    "forward välitä lähetä edelleen vidarebefordra",
    "mail-forward-symbolic",
    TRUE },
  { "win.note",
    { "i" },
    N_ ("Internal note"),
    "note comment muistiinpano kommentti anteckning",
    "hp-note-symbolic",
    TRUE },
  { "win.merge",
    { "m" },
    N_ ("Merge into…"),
    "merge join yhdistä liitä slå ihop sammanfoga",
    "hp-merge-symbolic",
    TRUE },
  { "win.split-message",
    { "<Shift>s" },
    N_ ("Make the message a ticket of its own"),
    "split erota jaa dela",
    "hp-flow-symbolic",
    TRUE },
  { "win.save-message-files",
    { "s" },
    N_ ("Save all files of the message…"),
    "save attachments files tallenna liitteet spara bilagor filer",
    "document-save-symbolic",
    TRUE },
  { "win.message-original",
    { "v" },
    N_ ("Show the message as it was sent"),
    "original html view alkuperäinen näytä ursprunglig visa original",
    "view-reveal-symbolic",
    TRUE },
  { "win.message-source",
    { "<Control>u" },
    N_ ("Show the source of the message"),
    "source original headers lähde otsakkeet källa rubriker",
    "text-x-generic-symbolic",
    TRUE },
  { "win.toggle-folds",
    { "q" },
    N_ ("Show or hide quoted text"),
    "quote fold signature lainaus allekirjoitus citat signatur",
    "hp-dots-symbolic",
    TRUE },
  { "win.copy-number",
    { "c" },
    N_ ("Copy the ticket’s number"),
    "copy number kopioi numero kopiera nummer",
    "edit-copy-symbolic",
    TRUE },
  { "win.step(1)",
    { "j", "<Control>Page_Down" },
    N_ ("Next ticket"),
    "next seuraava nästa",
    "go-down-symbolic",
    FALSE },
  { "win.step(-1)",
    { "k", "<Control>Page_Up" },
    N_ ("Previous ticket"),
    "previous edellinen föregående",
    "go-up-symbolic",
    FALSE },
  { "win.next-unread",
    { "n" },
    N_ ("Next unread ticket"),
    "next new unread seuraava uusi lukematon nästa ny oläst",
    "mail-unread-symbolic",
    FALSE },
  { "win.choose",
    { "x" },
    N_ ("Choose tickets"),
    "select choose many bulk valitse monta välj flera",
    "selection-mode-symbolic",
    FALSE },
  { "win.choose-all",
    { NULL },
    N_ ("Choose all tickets of the list"),
    "select all valitse kaikki välj alla",
    "edit-select-all-symbolic",
    FALSE },
  { "win.mark-unread",
    { "u" },
    N_ ("Mark as unread"),
    "unread merkitse lukemattomaksi markera oläst",
    "mail-unread-symbolic",
    TRUE },
  { "win.sidebar",
    { "F8" },
    N_ ("Show or hide the sidebar"),
    "sidebar views sivupalkki näkymät sidopanel vyer",
    "sidebar-show-symbolic",
    FALSE },
  { "win.context",
    { "F9" },
    N_ ("Show or hide the customer"),
    "customer context asiakas kund",
    "sidebar-show-right-symbolic",
    FALSE },
  { "win.next-pane", { "F6" }, NULL, NULL, NULL, FALSE },
  { "win.previous-pane", { "<Shift>F6" }, NULL, NULL, NULL, FALSE },
  { "win.back", { "<Alt>Left" }, NULL, NULL, NULL, FALSE },
  { "win.show-help-overlay",
    { "question", "<Control>question" },
    N_ ("Keyboard shortcuts"),
    "keys shortcuts help pikanäppäimet näppäimet ohje kortkommandon tangenter hjälp",
    "preferences-desktop-keyboard-shortcuts-symbolic",
    FALSE },
  { "win.view(1)", { "<Alt>1" }, NULL, NULL, NULL, FALSE },
  { "win.view(2)", { "<Alt>2" }, NULL, NULL, NULL, FALSE },
  { "win.view(3)", { "<Alt>3" }, NULL, NULL, NULL, FALSE },
  { "win.view(4)", { "<Alt>4" }, NULL, NULL, NULL, FALSE },
  { "win.view(5)", { "<Alt>5" }, NULL, NULL, NULL, FALSE },
  { "win.view(6)", { "<Alt>6" }, NULL, NULL, NULL, FALSE },
  { "win.view(7)", { "<Alt>7" }, NULL, NULL, NULL, FALSE },
  { "win.view(8)", { "<Alt>8" }, NULL, NULL, NULL, FALSE },
  { "win.view(9)", { "<Alt>9" }, NULL, NULL, NULL, FALSE },
  { "window.close", { "<Control>w" }, NULL, NULL, NULL, FALSE },
  { "app.desks",
    { NULL },
    N_ ("Desks…"),
    "desks open switch palvelupisteet avaa vaihda diskar öppna byt",
    "folder-open-symbolic",
    FALSE },
  { "app.import",
    { NULL },
    N_ ("Import Mail…"),
    "import mbox maildir tuo sähköposti importera e-post",
    "document-open-symbolic",
    FALSE },
  { "app.about",
    { NULL },
    N_ ("About Helppari"),
    "about version tietoja versio om",
    "help-about-symbolic",
    FALSE },
  { "app.quit",
    { "<Control>q" },
    N_ ("Quit"),
    "quit exit lopeta avsluta",
    "application-exit-symbolic",
    FALSE },
};

const HpVerb *
hp_verbs_list (guint *n)
{
  *n = G_N_ELEMENTS (VERBS);
  return VERBS;
}

/* A key that would write something. */
static gboolean
is_letter (guint keyval, GdkModifierType modifiers)
{
  return (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) == 0 &&
         gdk_keyval_to_unicode (keyval) > ' ';
}

static gboolean
parse (const char *key, guint *keyval, GdkModifierType *modifiers)
{
  return key != NULL && gtk_accelerator_parse (key, keyval, modifiers);
}

void
hp_verbs_bind_keys (GtkApplication *app)
{
  for (guint i = 0; i < G_N_ELEMENTS (VERBS); i++)
    {
      const char *bound[HP_VERB_MAX_KEYS + 1] = { NULL };
      guint n = 0;
      for (guint k = 0; k < HP_VERB_MAX_KEYS; k++)
        {
          guint keyval;
          GdkModifierType modifiers;
          if (parse (VERBS[i].keys[k], &keyval, &modifiers) && !is_letter (keyval, modifiers))
            bound[n++] = VERBS[i].keys[k];
        }
      gtk_application_set_accels_for_action (app, VERBS[i].action, bound);
    }
}

const HpVerb *
hp_verbs_find_letter (guint keyval, GdkModifierType state)
{
  guint lower = gdk_keyval_to_lower (keyval);
  GdkModifierType pressed = state & gtk_accelerator_get_default_mod_mask ();

  if (!is_letter (keyval, pressed))
    return NULL;
  /* Which signs need Shift is a matter of the keyboard. */
  if (lower == gdk_keyval_to_upper (keyval))
    pressed &= ~(guint) GDK_SHIFT_MASK;
  for (guint i = 0; i < G_N_ELEMENTS (VERBS); i++)
    for (guint k = 0; k < HP_VERB_MAX_KEYS; k++)
      {
        guint other;
        GdkModifierType modifiers;
        if (parse (VERBS[i].keys[k], &other, &modifiers) && other == lower && modifiers == pressed)
          return &VERBS[i];
      }
  return NULL;
}

gboolean
hp_verbs_is_text (GtkWidget *focus)
{
  if (GTK_IS_TEXT_VIEW (focus))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (focus));
  return GTK_IS_TEXT (focus) || GTK_IS_EDITABLE (focus);
}
