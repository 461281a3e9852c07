"""The addresses of the agencies room."""

from django.urls import path

from agencies.views import account, entrance, people, words

app_name = "agencies"
urlpatterns = [
    path("sign-in/", entrance.SignIn.as_view(), name="sign-in"),
    path("sign-out/", entrance.SignOut.as_view(), name="sign-out"),
    path("account/", account.account, name="account"),
    path("password/", entrance.ForgottenPassword.as_view(), name="password"),
    path("password/sent/", entrance.PasswordSent.as_view(), name="password-sent"),
    path("password/new/<uidb64>/<token>/", entrance.NewPassword.as_view(), name="password-new"),
    path("password/done/", entrance.PasswordDone.as_view(), name="password-done"),
    path("invitation/accepted/", entrance.invitation_accepted, name="invitation-accepted"),
    path("invitation/<str:token>/", entrance.invitation, name="invitation"),
    path("<slug:board>/people/", people.people, name="people"),
    path("<slug:board>/people/invite/", people.invite, name="invite"),
    path(
        "<slug:board>/people/invitations/<int:invitation_id>/withdraw/",
        people.withdraw_invitation,
        name="invitation-withdraw",
    ),
    path("<slug:board>/people/<int:membership_id>/end/", people.end_membership, name="membership-end"),
    path("<slug:board>/words/", words.words, name="words"),
    path("<slug:board>/words/<slug:idea>/", words.word, name="word"),
    path("<slug:board>/words/<slug:idea>/<int:term_id>/", words.own_word, name="own-word"),
]
